namespace Pixeli.Tagging;

/// <summary>A face in a photo. Whose it is, is not known; only who asked to be found is ever compared with it.</summary>
public sealed class Face
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PhotoId { get; init; }

    /// <summary>Left edge, as a share of the picture's width.</summary>
    public double Left { get; init; }

    /// <summary>Upper edge, as a share of the picture's height.</summary>
    public double Top { get; init; }

    /// <summary>Width, as a share of the picture's.</summary>
    public double Width { get; init; }

    /// <summary>Height, as a share of the picture's.</summary>
    public double Height { get; init; }

    /// <summary>How sure the detector is, 0 to 1.</summary>
    public double Score { get; init; }

    /// <summary>Large and sharp enough to be compared.</summary>
    public bool IsClear { get; init; }

    /// <summary>The pack that made the vector; null while there is none.</summary>
    public string? Pack { get; init; }

    /// <summary>Floats of unit length, little-endian; see <see cref="Vectors"/>.</summary>
    public byte[]? Vector { get; init; }
}

/// <summary>A picture as the image encoder sees it, for labels and for words.</summary>
public sealed class ImageVector
{
    public Guid PhotoId { get; init; }

    /// <summary>The pack that made it.</summary>
    public required string Pack { get; init; }

    /// <summary>Floats of unit length, little-endian; see <see cref="Vectors"/>.</summary>
    public required byte[] Vector { get; init; }
}

/// <summary>Something about vision that an administrator chose.</summary>
internal sealed class VisionSetting
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
