using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Mainstay.Web.Report;

/// <summary>Renders a report as one page that needs nothing beside itself: style and script are inside, and nothing is loaded.</summary>
public static class ReportRenderer
{
    public static async Task WriteAsync(BookReport report, TextWriter writer)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ReportPage.Report)] = report,
                [nameof(ReportPage.Style)] = ReportResource.Read("report.css"),
                [nameof(ReportPage.Script)] = ReportResource.Read("report.js"),
            };
            var page = await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(parameters));
            using var lean = new LeanWriter(writer);
            await lean.WriteAsync("<!DOCTYPE html>\n");
            page.WriteHtmlTo(lean);
        });
    }
}
