using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration;

public sealed class ObservationsTests
{
    private static readonly Observations Table = new(
        ["a", "b", "c"],
        [true, false, true],
        [new ObservedColumn.Numeric("age", [1, double.NaN, 3]), new ObservedColumn.Categorical("plan", [0, 1, -1], ["pro", "team"])],
        ["x", "x", "y"],
        [new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1)]);

    [Fact]
    public void Taken_rows_keep_everything_and_may_come_twice()
    {
        var taken = Table.Take([2, 2, 0]);
        Assert.Equal(["c", "c", "a"], taken.Accounts);
        Assert.Equal(["y", "y", "x"], taken.Groups);
        Assert.Equal([true, true, true], taken.Outcomes);
        Assert.Equal(new DateOnly(2026, 1, 1), taken.Dates!.Value[2]);
        Assert.Equal([3, 3, 1], ((ObservedColumn.Numeric)taken["age"]).Values);
        Assert.Equal([-1, -1, 0], ((ObservedColumn.Categorical)taken["plan"]).Codes);
        Assert.True(taken["plan"].IsMissing(0));
        Assert.Equal([0, 0, 1], taken.GroupNumbers());
    }

    [Fact]
    public void Words_that_another_table_does_not_hold_are_missing_there()
    {
        var plan = ((ObservedColumn.Categorical)Table["plan"]).By(["basic", "team"]);
        Assert.Equal([-1, 1, -1], plan.Codes);
    }

    [Fact]
    public void Columns_of_another_length_and_names_that_come_twice_are_refused()
    {
        var age = new ObservedColumn.Numeric("age", [1, 2]);
        Assert.Contains("'age' comes twice", Assert.Throws<ArgumentException>(() => new Observations(["a", "b"], [true, false], [age, age])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Observations(["a"], [true], [age]));
        Assert.Throws<KeyNotFoundException>(() => Table["seats"]);
    }
}
