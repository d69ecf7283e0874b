using System.Globalization;

namespace Pixeli.Imaging.Metadata;

internal static class ShutterSpeed
{
    /// <summary>As on a camera's dial: "1/250", "0.5", "30".</summary>
    public static string Text(double seconds) => seconds < 0.29
        ? string.Create(CultureInfo.InvariantCulture, $"1/{Math.Round(1 / seconds)}")
        : Math.Round(seconds, 1).ToString(CultureInfo.InvariantCulture);
}
