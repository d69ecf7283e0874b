namespace Pixeli.Imaging.Native;

/// <summary>
/// One libvips operation: properties are set by GObject value, then <c>vips_cache_operation_buildp</c> builds it. No C variadics,
/// whose calling convention differs between platforms.
/// </summary>
internal ref struct VipsOperation
{
    private readonly string _name;
    private nint _operation;

    public VipsOperation(string name)
    {
        _name = name;
        _operation = VipsImports.NewOperation(name);
        if (_operation == 0)
            throw VipsException.Take(name);
    }

    public readonly VipsOperation With(string property, VipsImage image)
    {
        var value = Boxed(VipsImports.ImageType());
        GObjectImports.SetObject(ref value, image);
        return Set(property, ref value);
    }

    /// <summary>Sets a number, an enumeration or flags: GLib converts an integer to whichever the property is.</summary>
    public readonly VipsOperation With(string property, int number)
    {
        var value = Boxed(GType.Int);
        GObjectImports.SetInt(ref value, number);
        return Set(property, ref value);
    }

    public readonly VipsOperation With(string property, double number)
    {
        var value = Boxed(GType.Double);
        GObjectImports.SetDouble(ref value, number);
        return Set(property, ref value);
    }

    public readonly VipsOperation With(string property, bool flag)
    {
        var value = Boxed(GType.Boolean);
        GObjectImports.SetBoolean(ref value, flag ? 1 : 0);
        return Set(property, ref value);
    }

    public readonly VipsOperation With(string property, string text)
    {
        var value = Boxed(GType.String);
        GObjectImports.SetString(ref value, text);
        return Set(property, ref value);
    }

    public readonly VipsOperation With(string property, params scoped ReadOnlySpan<double> numbers)
    {
        var value = Boxed(VipsImports.ArrayDoubleType());
        VipsImports.SetArrayDouble(ref value, numbers, numbers.Length);
        return Set(property, ref value);
    }

    /// <summary>Builds the operation and returns its output image; for a lazy operation no pixel is computed yet.</summary>
    public VipsImage Image(string output = "out")
    {
        Build();
        var value = Boxed(VipsImports.ImageType());
        GObjectImports.GetProperty(_operation, output, ref value);
        var image = new VipsImage(GObjectImports.DuplicateObject(value));
        GObjectImports.Unset(ref value);
        Release();
        return image;
    }

    /// <summary>Builds the operation and copies out the bytes it made, as the <c>*save_buffer</c> operations do.</summary>
    public unsafe byte[] Bytes(string output = "buffer")
    {
        Build();
        var value = Boxed(VipsImports.BlobType());
        GObjectImports.GetProperty(_operation, output, ref value);
        var data = VipsImports.BlobData(GObjectImports.GetBoxed(value), out var length);
        var bytes = new ReadOnlySpan<byte>((void*)data, (int)length).ToArray();
        GObjectImports.Unset(ref value);
        Release();
        return bytes;
    }

    public void Run()
    {
        Build();
        Release();
    }

    private static GValue Boxed(nuint type)
    {
        var value = default(GValue);
        GObjectImports.Init(ref value, type);
        return value;
    }

    private readonly VipsOperation Set(string property, scoped ref GValue value)
    {
        GObjectImports.SetProperty(_operation, property, value);
        GObjectImports.Unset(ref value);
        return this;
    }

    private void Build()
    {
        if (VipsImports.BuildOperation(ref _operation) == 0)
            return;
        Release();
        throw VipsException.Take(_name);
    }

    private readonly void Release()
    {
        VipsImports.UnrefOutputs(_operation);
        GObjectImports.Unref(_operation);
    }
}
