using Mainstay.Core.Calibration.Watching;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Runtime.Watching;

/// <summary>Holds what a model reads of a whole book today against what it read on the days it is judged by.</summary>
public static class BookDrift
{
    /// <param name="book">With at least one account.</param>
    /// <param name="day">The day that is looked at; null for the last that the book tells of.</param>
    /// <param name="calibratedOn">Null where nobody says otherwise than the model itself.</param>
    /// <param name="publishedOn">Null where it is not known.</param>
    public static Drift Of(ObservedBook book, DateOnly? day, DateOnly? calibratedOn, DateOnly? publishedOn, CancellationToken cancellationToken)
    {
        var today = DriftStudy.Today(book.Plan, day ?? book.Accounts[0].Calendar.DateOf(book.Plan.ObservedUntil));
        return DriftStudy.Of(
            book.Observe(cancellationToken),
            BookObserving.Observe(book.Model, book.Accounts, today, cancellationToken),
            calibratedOn ?? book.Model.CalibratedOn,
            publishedOn);
    }
}
