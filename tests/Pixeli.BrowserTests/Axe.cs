using System.Text.Json;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>axe-core, run within a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Repository.Path("node_modules", "axe-core", "axe.min.js")));

    /// <summary>What axe finds wrong with the page as it is, one line a rule and element.</summary>
    public static async Task<List<string>> ViolationsAsync(this IPage page)
    {
        await page.EvaluateAsync(Source.Value); // evaluated by the debugger: the page's policy would refuse a script element
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => ({ violations, passes: passes.length }))");
        Assert.True(found.GetProperty("passes").GetInt32() > 5, "axe looked at nothing.");
        return
        [
            .. from violation in found.GetProperty("violations").EnumerateArray()
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"{violation.GetProperty("id")}: {node.GetProperty("target")} {node.GetProperty("failureSummary").ToString().ReplaceLineEndings(" ")}",
        ];
    }
}
