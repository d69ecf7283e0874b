namespace Pixeli.Imaging;

public sealed class ImagingOptions;
