using System.Globalization;
using Pixeli.Accounts;
using Pixeli.Events;
using Pixeli.Photos;

namespace Pixeli.Web.Shared;

/// <summary>How dates, sizes and permissions read.</summary>
internal static class Words
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The clock of the place where a photo was taken, as far as the camera told.</summary>
    public static DateTime LocalTime(this PhotoItem photo) => photo.Timestamp.AddMinutes(photo.UtcOffset ?? 0);

    /// <summary>The heading of a day, spelt as islands/gallery/photo.ts does.</summary>
    public static string DayHeading(DateTime day) => day.ToString("ddd d MMMM yyyy", Plain);

    public static string Day(DateTime day) => day.ToString("d MMMM yyyy", Plain);

    public static string DayAndTime(DateTime time) => time.ToString("d MMMM yyyy, HH:mm", Plain);

    /// <summary>What a photo is to somebody who cannot see it.</summary>
    public static string Alt(PhotoItem photo) => $"Photo by {photo.Photographer.Name}, {DayAndTime(photo.LocalTime())}";

    /// <summary>When an event was: its own dates, else the day it was made.</summary>
    public static string Dates(EventItem item)
    {
        var start = item.StartsAt ?? item.EndsAt ?? item.CreatedAt;
        var end = item.EndsAt ?? start;
        if (start.Date == end.Date)
            return Day(start);
        if (start.Year != end.Year)
            return $"{Day(start)} – {Day(end)}";
        return start.Month == end.Month
            ? $"{start.Day}–{Day(end)}"
            : $"{start.ToString("d MMMM", Plain)} – {Day(end)}";
    }

    /// <summary>A time to wait, in whole minutes.</summary>
    public static string Minutes(TimeSpan wait) => Math.Ceiling(wait.TotalMinutes) is > 1 and var minutes
        ? string.Create(Plain, $"{minutes} minutes")
        : "a minute";

    public static string Photos(int count) => count == 1 ? "1 photo" : $"{count.ToString("N0", Plain)} photos";

    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000 => string.Create(Plain, $"{bytes / 1e6:0.0} MB"),
        >= 1_000 => string.Create(Plain, $"{bytes / 1e3:0} kB"),
        _ => $"{bytes} bytes",
    };

    public static string MayRead(Permission permission) => permission switch
    {
        Permission.Public => "Anyone signed in",
        Permission.Members => "Members",
        _ => "Only me",
    };

    public static string MayShare(SharePermission permission) => permission switch
    {
        SharePermission.Anyone => "Anyone who sees it",
        SharePermission.Owners => "Photographer and coordinator",
        _ => "Nobody",
    };

    /// <summary>A browser's name and system, as far as its own description tells: Firefox on Linux.</summary>
    public static string Device(string userAgent)
    {
        var browser = Named(userAgent, ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"));
        var system = Named(userAgent, ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"));
        return (browser, system) switch
        {
            (null, null) => userAgent.Split(' ', '/')[0] is { Length: > 0 } product ? product : "Unknown device",
            (null, _) => $"App on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Named(string userAgent, params (string Sign, string Name)[] names) =>
        names.Where(pair => userAgent.Contains(pair.Sign, StringComparison.Ordinal)).Select(pair => pair.Name).FirstOrDefault();

    public static string Of(Role role) => role switch
    {
        Role.Administrator => "Administrator",
        Role.Member => "Member",
        _ => "Guest",
    };
}
