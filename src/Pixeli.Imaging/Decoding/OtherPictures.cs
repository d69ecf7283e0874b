namespace Pixeli.Imaging.Decoding;

/// <summary>Pictures that are recognised only to say that they are not read.</summary>
internal static class OtherPictures
{
    public static bool Has(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => true, // Windows bitmap
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', 0, ..] => true, // Photoshop
        [0xFF, 0x0A, ..] => true, // JPEG XL code stream
        [0, 0, 0, 0x0C, (byte)'J', (byte)'X' or (byte)'P', ..] => true, // JPEG XL, JPEG 2000
        [_, _, _, _, _, _, _, _, (byte)'C', (byte)'R', ..] => true, // Canon raw
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'c', (byte)'r', (byte)'x', ..] => true, // Canon raw
        [(byte)'F', (byte)'U', (byte)'J', (byte)'I', (byte)'F', (byte)'I', (byte)'L', (byte)'M', ..] => true, // Fujifilm raw
        [(byte)'I', (byte)'I', (byte)'U' or (byte)'R', ..] => true, // Panasonic and Olympus raw
        _ => false,
    };
}
