using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>Settings of libvips that have no function, and are taken from a program's command line: it is given one.</summary>
internal static unsafe partial class VipsCommandLine
{
    private const string Library = NativeLibraries.Vips;

    /// <summary>Takes options such as <c>--vips-tile-height=64</c>. One that this libvips does not know is passed over.</summary>
    public static void Take(params ReadOnlySpan<string> options)
    {
        var group = NewGroup("vips", "vips", "vips", data: 0, destroyData: 0);
        AddEntries(group);
        var context = NewContext(parameters: 0);
        SetMainGroup(context, group);
        IgnoreUnknown(context, ignore: 1);
        var line = stackalloc nint[options.Length + 2]; // the program's name before, and null behind
        line[0] = Marshal.StringToCoTaskMemUTF8("pixeli");
        for (var index = 0; index < options.Length; index++)
            line[index + 1] = Marshal.StringToCoTaskMemUTF8(options[index]);
        var words = new Span<nint>(line, options.Length + 1).ToArray(); // those that are taken are removed from the line
        line[words.Length] = 0;
        var count = words.Length;
        _ = Parse(context, ref count, ref line, error: 0);
        Free(context);
        Array.ForEach(words, Marshal.FreeCoTaskMem);
    }

    [LibraryImport(Library, EntryPoint = "g_option_group_new", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NewGroup(string name, string description, string help, nint data, nint destroyData);

    [LibraryImport(Library, EntryPoint = "vips_add_option_entries")]
    private static partial void AddEntries(nint group);

    [LibraryImport(Library, EntryPoint = "g_option_context_new")]
    private static partial nint NewContext(nint parameters);

    [LibraryImport(Library, EntryPoint = "g_option_context_set_main_group")]
    private static partial void SetMainGroup(nint context, nint group);

    [LibraryImport(Library, EntryPoint = "g_option_context_set_ignore_unknown_options")]
    private static partial void IgnoreUnknown(nint context, int ignore);

    [LibraryImport(Library, EntryPoint = "g_option_context_parse")]
    private static partial int Parse(nint context, ref int count, ref nint* words, nint error);

    [LibraryImport(Library, EntryPoint = "g_option_context_free")]
    private static partial void Free(nint context);
}
