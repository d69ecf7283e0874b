using System.Runtime.InteropServices;
using System.Text;

namespace Pixeli.Vision.Tests;

/// <summary>
/// Writes tiny ONNX models by hand, field by field of onnx.proto, so that everything around a model can be proven where there are no weights.
/// </summary>
internal static class TinyModel
{
    private const int Floats = 1; // TensorProto.DataType
    private const int Integers = 7;

    /// <summary>One input <c>x</c> of so many numbers a row, any number of rows; the output <c>twice</c> is x + x.</summary>
    public static byte[] Doubling(int columns = 3) => Model(
        Node("Add", ["x", "x"], "twice"), [Value("x", Floats, -1, columns)], Value("twice", Floats, -1, columns));

    /// <summary>Adds <c>a</c> and <c>b</c>, of any lengths, which fails where those are different.</summary>
    public static byte[] Adding() => Model(Node("Add", ["a", "b"], "sum"), [Value("a", Floats, -1), Value("b", Floats, -1)], Value("sum", Floats, -1));

    /// <summary>Takes 64-bit integers <c>ids</c> and gives them as <c>numbers</c>.</summary>
    public static byte[] Counting() => Model(
        Node("Cast", ["ids"], "numbers", Attribute("to", Floats)), [Value("ids", Integers, 1, -1)], Value("numbers", Floats, 1, -1));

    /// <summary>An image encoder for pictures of one pixel: its vector is the pixel's colour.</summary>
    public static byte[] Colours() => Model(
        Node("Flatten", ["pixel"], "colour"), [Value("pixel", Floats, -1, 3, 1, 1)], Value("colour", Floats, -1, 3));

    /// <summary>A text encoder: the vector of some tokens is the mean of those in a table of three numbers a token.</summary>
    public static byte[] WordColours(float[] table) => Model(
        [
            Node("Gather", ["colours", "input_ids"], "each"),
            Node("ReduceMean", ["each"], "colour", Attribute("axes", [1]), Attribute("keepdims", 0)),
        ],
        [Value("input_ids", Integers, 1, -1)],
        Value("colour", Floats, 1, 3),
        Table("colours", table, table.Length / 3, 3));

    /// <summary>Needs an operator that no library has.</summary>
    public static byte[] Unknown() => Model(Node("Guess", ["x"], "y"), [Value("x", Floats, 1)], Value("y", Floats, 1));

    private static byte[] Model(byte[] node, byte[][] inputs, byte[] output) => Model([node], inputs, output);

    private static byte[] Model(byte[][] nodes, byte[][] inputs, byte[] output, params byte[][] initializers) =>
    [
        .. Number(1, 8), // ir_version
        .. Message(7,
        [
            .. nodes.SelectMany(node => Message(1, node)),
            .. Text(2, "tiny"),
            .. initializers.SelectMany(tensor => Message(5, tensor)),
            .. inputs.SelectMany(input => Message(11, input)),
            .. Message(12, output),
        ]),
        .. Message(8, [.. Text(1, ""), .. Number(2, 13)]), // opset_import
    ];

    private static byte[] Node(string operation, string[] inputs, string output, params byte[][] attributes) =>
        [.. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(4, operation), .. attributes.SelectMany(attribute => attribute)];

    private static byte[] Attribute(string name, int value) => Message(5, [.. Text(1, name), .. Number(3, value), .. Number(20, 2)]);

    private static byte[] Attribute(string name, int[] values) =>
        Message(5, [.. Text(1, name), .. values.SelectMany(value => Number(8, value)), .. Number(20, 7)]);

    private static byte[] Table(string name, float[] values, params int[] dimensions) =>
    [
        .. dimensions.SelectMany(length => Number(1, length)),
        .. Number(2, Floats),
        .. Text(8, name),
        .. Message(9, MemoryMarshal.AsBytes<float>(values).ToArray()),
    ];

    private static byte[] Value(string name, int type, params int[] dimensions) =>
    [
        .. Text(1, name),
        .. Message(2, Message(1, [.. Number(1, type), .. Message(2, [.. dimensions.SelectMany(length => Message(1, Dimension(length)))])])),
    ];

    private static byte[] Dimension(int length) => length < 0 ? Text(2, "any") : Number(1, length);

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value > 0x7f; value >>= 7)
            yield return (byte)((value & 0x7f) | 0x80);
        yield return (byte)value;
    }
}
