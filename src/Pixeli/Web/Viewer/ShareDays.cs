using Pixeli.Web.Texts;

namespace Pixeli.Web.Viewer;

/// <summary>How long a share link may last, in the words of a choice.</summary>
internal static class ShareDays
{
    public const int Usual = 7;

    public static readonly int[] All = [1, Usual, 30, 365];

    public static string Words(int days, Wording texts) => days switch
    {
        1 => texts["viewer.aDay"],
        Usual => texts["viewer.aWeek"],
        30 => texts["viewer.aMonth"],
        _ => texts["viewer.aYear"],
    };
}
