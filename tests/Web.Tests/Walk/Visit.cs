using Microsoft.Playwright;

namespace Mainstay.Web.Tests.Walk;

/// <summary>One visitor's window. Everything the browser complains about is kept.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _screen;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page, string screen)
    {
        _context = context;
        _screen = screen;
        Page = page;
        page.Console += (_, message) =>
        {
            // A page that is not there is what some steps ask for.
            if (message.Type is "error" or "warning" && !message.Text.Contains("status of 404", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    public Task TakePictureAsync(string name) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Site.Root, "artifacts", "screenshots", $"{name}-{_screen}.png"),
        FullPage = true,
    });

    /// <summary>A script that failed, or something the content security policy stopped, is a mistake of the page.</summary>
    public void AssertNoErrors() => Assert.Empty(_complaints);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
