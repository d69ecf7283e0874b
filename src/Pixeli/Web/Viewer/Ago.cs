using Pixeli.Web.Shared;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Viewer;

/// <summary>How long ago something was: the same words wherever the reader's clock is.</summary>
internal static class Ago
{
    private const int DaysInWords = 7;

    public static string Of(DateTime instant, DateTime now, Wording texts, Words words) => (now - instant) switch
    {
        { TotalMinutes: < 1 } => texts["viewer.justNow"],
        { TotalHours: < 1 } past => texts.Count("viewer.minutesAgo", (long)past.TotalMinutes),
        { TotalDays: < 1 } past => texts.Count("viewer.hoursAgo", (long)past.TotalHours),
        { TotalDays: < DaysInWords } => texts.Count("viewer.daysAgo", (now.Date - instant.Date).Days), // yesterday is a day, not 24 hours
        _ => words.Day(instant),
    };

    /// <summary>How long something still lasts.</summary>
    public static string Until(DateTime end, DateTime now, Wording texts) => (end - now) switch
    {
        { TotalHours: < 1 } left => texts.Count("viewer.endsInMinutes", Math.Max(1, (long)Math.Ceiling(left.TotalMinutes))),
        { TotalDays: < 2 } left => texts.Count("viewer.endsInHours", (long)Math.Round(left.TotalHours)),
        { TotalDays: < 60 } left => texts.Count("viewer.endsInDays", (long)Math.Round(left.TotalDays)),
        var left => texts.Count("viewer.endsInMonths", (long)Math.Round(left.TotalDays / 30.4)),
    };
}
