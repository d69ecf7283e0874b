using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>
/// What a page offers for some seconds only, like taking something back, stays until a test lets them pass: a busy machine may need longer
/// for a click than people do.
/// </summary>
internal static class HeldSeconds
{
    private const string Hold = """
        (() => {
          const [start, stop, held] = [setTimeout, clearTimeout, new Map()];
          let last = 1e9; // the browser's own numbers are small
          let isOver = false;
          window.setTimeout = (run, delay, ...values) => {
            if (isOver || !(delay >= 2000)) return start(run, delay, ...values);
            held.set(++last, () => run(...values));
            return last;
          };
          window.clearTimeout = id => held.delete(id) || stop(id);
          window.letSecondsGo = () => { isOver = true; window.letSecondsPass(); };
          window.letSecondsPass = () => [...held].forEach(([id, run]) => held.delete(id) && run());
        })();
        """;

    /// <summary>From the next page on.</summary>
    public static Task HoldSecondsAsync(this IPage page) => page.AddInitScriptAsync(Hold);

    public static Task LetSecondsPassAsync(this IPage page) => page.EvaluateAsync("letSecondsPass()");

    /// <summary>Those that were held pass at once, and all others as ever, until the next page.</summary>
    public static Task LetSecondsGoAsync(this IPage page) => page.EvaluateAsync("letSecondsGo()");
}
