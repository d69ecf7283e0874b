namespace Pixeli.Vision.Facts;

/// <summary>How the camera took a picture, as far as it wrote that down.</summary>
/// <param name="Seconds">How long it exposed.</param>
/// <param name="Aperture">The f-number.</param>
/// <param name="Iso">The sensitivity.</param>
/// <param name="Flash">Whether the flash fired.</param>
/// <param name="SubjectMetres">How far away what it focused on was.</param>
public sealed record Shot(
    double? Seconds = null, double? Aperture = null, double? Iso = null, bool? Flash = null, double? SubjectMetres = null)
{
    /// <summary>
    /// The light that the camera made its exposure for, as an exposure value at ISO 100: 15 in full sun, about 6 in a lit room, under 2 at
    /// night. Null unless all three numbers are there: none of them says anything alone.
    /// </summary>
    public double? ExposureValue => Seconds > 0 && Aperture > 0 && Iso > 0
        ? Math.Log2(Aperture.Value * Aperture.Value / Seconds.Value) - Math.Log2(Iso.Value / 100)
        : null;
}
