namespace Pixeli.Vision.Tests;

/// <summary>A folder that lives as long as its test.</summary>
public sealed class Scratch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-vision-").FullName;

    public string this[string name] => Path.Combine(_folder, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
