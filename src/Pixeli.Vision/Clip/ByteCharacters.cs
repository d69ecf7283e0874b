namespace Pixeli.Vision.Clip;

/// <summary>GPT-2's way of writing any byte as one printable character: printable ones stand for themselves, the others follow from U+0100.</summary>
internal static class ByteCharacters
{
    private static readonly char[] Characters = Make();

    public static char Of(byte value) => Characters[value];

    private static char[] Make()
    {
        var characters = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
            characters[value] = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF ? (char)value : (char)next++;
        return characters;
    }
}
