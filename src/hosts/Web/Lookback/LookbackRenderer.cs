using System.Text.Encodings.Web;
using System.Text.Unicode;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Runtime.Calibration;
using Mainstay.Web.Report;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Mainstay.Web.Lookback;

/// <summary>Renders what was found by looking back as one page that needs nothing beside itself.</summary>
public static class LookbackRenderer
{
    public static Task WriteAsync(Retrospective retrospective, TextWriter writer) =>
        WriteAsync<RetrospectivePage>(nameof(RetrospectivePage.Retrospective), retrospective, writer);

    public static Task WriteAsync(EvidenceFindings findings, TextWriter writer) =>
        WriteAsync<EvidencePage>(nameof(EvidencePage.Findings), findings, writer);

    public static Task WriteAsync(ObservationSet set, TextWriter writer) =>
        WriteAsync<ObservationPage>(nameof(ObservationPage.Set), set, writer);

    public static Task WriteAsync(CalibrationFindings findings, TextWriter writer) =>
        WriteAsync<CalibrationPage>(nameof(CalibrationPage.Findings), findings, writer);

    public static Task WriteAsync(BacktestFindings findings, TextWriter writer) =>
        WriteAsync<BacktestPage>(nameof(BacktestPage.Findings), findings, writer);

    public static Task WriteAsync(WhatIfFindings findings, TextWriter writer) =>
        WriteAsync<WhatIfPage>(nameof(WhatIfPage.Findings), findings, writer);

    private static async Task WriteAsync<TPage>(string parameter, object value, TextWriter writer)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = value }));
            using var lean = new LeanWriter(writer);
            await lean.WriteAsync("<!DOCTYPE html>\n");
            page.WriteHtmlTo(lean);
        });
    }
}
