namespace Pixeli.Imaging.Native;

/// <summary>Starts libvips once a process, set up for many photos at a time from people nobody vouches for.</summary>
internal static class VipsRuntime
{
    private const int WarningAndInfo = 1 << 4 | 1 << 5 | 1 << 6;

    private static readonly string[] AllowedLoaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif",
        "VipsForeignLoadNsgif", "VipsForeignLoadTiff",
    ];

    private static readonly Lock Gate = new();
    private static volatile bool _started;

    public static Version Version { get; private set; } = new(0, 0);

    public static void Start(string? configuredPath)
    {
        if (_started)
            return;
        lock (Gate)
        {
            if (_started)
                return;
            NativeLibraries.LoadVips(configuredPath);
            if (VipsImports.Init("pixeli") != 0)
                throw new ImagingException(ImagingFailure.LibraryMissing, VipsException.Take("vips_init").Message);
            Configure();
            _started = true;
        }
    }

    private static unsafe void Configure()
    {
        Version = new Version(VipsImports.Version(0), VipsImports.Version(1), VipsImports.Version(2));
        // A strip of pixels is handed from thread to thread: with four times the rows, a quarter as often.
        VipsCommandLine.Take("--vips-fatstrip-height=64", "--vips-tile-height=64", "--vips-tile-width=2048");
        VipsImports.SetConcurrency(1); // one photo a core beats one photo on all cores
        VipsImports.SetCacheMax(0); // no photo is rendered twice, so its operations are never met again
        VipsImports.BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in AllowedLoaders)
            VipsImports.BlockOperation(loader, 0);
        VipsImports.BlockUntrusted(1);
        GObjectImports.SetLogHandler("VIPS", WarningAndInfo, &GObjectImports.IgnoreLog, 0);
    }
}
