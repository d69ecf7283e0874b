using System.Text.RegularExpressions;
using Pixeli.Accounts;
using Pixeli.Events;
using Pixeli.Photos;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Shared;

/// <summary>How dates, sizes, permissions and devices read.</summary>
internal sealed partial class Words(Wording texts)
{
    /// <summary>The heading of a day, spelt as islands/gallery/photo.ts does.</summary>
    public string DayHeading(DateTime day) => texts.Date("dayHeading", day);

    /// <summary>A day where there is little room, as islands/gallery/dates.ts writes it.</summary>
    public string BriefDay(DateTime day) => MonthNames().Replace(Day(day), "$1");

    public string Day(DateTime day) => texts.Date("day", day);

    public string DayAndTime(DateTime time) => texts.Date("dayAndTime", time);

    public string Time(DateTime time) => texts.Date("time", time);

    /// <summary>A number, its thousands apart.</summary>
    public string Number(long number) => number.ToString("N0", texts.Culture);

    /// <summary>What a photo is to somebody who cannot see it.</summary>
    public string Alt(PhotoItem photo) => texts["words.alt", ("name", photo.Photographer.Name), ("when", DayAndTime(photo.LocalTime()))];

    /// <summary>When an event was: its own dates, else the day it was made.</summary>
    public string Dates(EventItem item)
    {
        var start = item.StartsAt ?? item.EndsAt ?? item.CreatedAt;
        var end = item.EndsAt ?? start;
        if (start.Date == end.Date)
            return Day(start);
        if (start.Year != end.Year)
            return $"{Day(start)} – {Day(end)}";
        return start.Month == end.Month
            ? $"{start.Day}–{Day(end)}"
            : $"{texts.Date("dayOfYear", start)} – {Day(end)}";
    }

    /// <summary>A time to wait, in whole minutes.</summary>
    public string Minutes(TimeSpan wait) => texts.Count("words.minutes", Math.Max(1, (long)Math.Ceiling(wait.TotalMinutes)));

    public string Photos(int count) => texts.Count("words.photos", count);

    public string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => texts["words.gigabytes", ("count", (bytes / 1e9).ToString("0.0", texts.Culture))],
        >= 1_000_000 => texts["words.megabytes", ("count", (bytes / 1e6).ToString("0.0", texts.Culture))],
        >= 1_000 => texts["words.kilobytes", ("count", (bytes / 1e3).ToString("0", texts.Culture))],
        _ => texts["words.bytes", ("count", bytes)],
    };

    public string MayRead(Permission permission) => texts[permission switch
    {
        Permission.Public => "words.readPublic",
        Permission.Members => "words.readMembers",
        _ => "words.readPrivate",
    }];

    public string MayShare(SharePermission permission) => texts[permission switch
    {
        SharePermission.Anyone => "words.shareAnyone",
        SharePermission.Owners => "words.shareOwners",
        _ => "words.shareNobody",
    }];

    public string Of(Role role) => texts[role switch
    {
        Role.Administrator => "words.administrator",
        Role.Member => "words.member",
        _ => "words.guest",
    }];

    /// <summary>A browser's name and system, as far as its own description tells: Firefox on Linux.</summary>
    public string Device(string userAgent)
    {
        var browser = Named(userAgent, ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"));
        var system = Named(userAgent, ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"));
        return (browser, system) switch
        {
            (null, null) => userAgent.Split(' ', '/')[0] is { Length: > 0 } product ? product : texts["words.unknownDevice"],
            (null, _) => texts["words.appOn", ("system", system)],
            (_, null) => browser,
            _ => texts["words.browserOn", ("browser", browser), ("system", system)],
        };
    }

    private static string? Named(string userAgent, params (string Sign, string Name)[] names) =>
        names.Where(pair => userAgent.Contains(pair.Sign, StringComparison.Ordinal)).Select(pair => pair.Name).FirstOrDefault();

    [GeneratedRegex(@"(\p{L}{3})\p{L}+")]
    private static partial Regex MonthNames();
}
