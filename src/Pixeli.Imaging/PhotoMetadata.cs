namespace Pixeli.Imaging;

/// <summary>What a camera, or somebody at a computer, wrote into a photo.</summary>
/// <param name="TakenAt">The camera's local wall clock, of unspecified kind.</param>
/// <param name="Offset">That clock's distance from UTC, where the camera recorded it or GPS tells it.</param>
/// <param name="Keywords">From IPTC, XMP and Windows, each once.</param>
/// <param name="Values">
/// Ready for JSON: strings, finite numbers, booleans, and one dictionary under <c>gps</c>. Keys are in snake case: make, model, lens,
/// exposure_time (<c>"1/250"</c>, seconds), f_number, iso, focal_length and focal_length_35mm (millimetres), subject_distance (metres), flash, exposure_program,
/// metering_mode, exposure_bias (EV), white_balance, orientation (1 to 8), gps (latitude and longitude in degrees, altitude in
/// metres), software, artist, copyright, title, description, rating (0 to 5). Serial numbers are left out.
/// </param>
public sealed record PhotoMetadata(
    DateTime? TakenAt, TimeSpan? Offset, IReadOnlyList<string> Keywords, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>Nothing could be read.</summary>
    public static PhotoMetadata None { get; } = new(null, null, [], new Dictionary<string, object>());
}
