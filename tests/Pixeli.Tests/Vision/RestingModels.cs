using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pixeli.Tagging.Engine;
using Pixeli.Vision;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Tests.Vision;

/// <summary>Models take memory while they are open, so those that nobody uses are closed, and opened again when somebody does.</summary>
public sealed class RestingModels : IAsyncLifetime, IDisposable
{
    private readonly TurnedClock _clock = new();
    private readonly OnnxRuntime _runtime = new(new VisionOptions());
    private PixeliApp _app = null!;
    private PackEngine _engine = null!;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync();
        await ColourPack.InstallAsync(_app);
        _engine = new(_app.Services.GetRequiredService<PackStore>(), _runtime, _clock, NullLogger<PackEngine>.Instance);
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    public void Dispose()
    {
        _engine.Dispose();
        _runtime.Dispose();
    }

    [Fact]
    public void They_are_opened_again_after_a_rest()
    {
        var before = Assert.IsType<float[]>(_engine.VectorOf("red"));
        var abilities = _engine.Abilities;

        _clock.Advance(PackEngine.OpenFor);

        Assert.Equal(abilities, _engine.Abilities);
        Assert.Equal(before, _engine.VectorOf("red"));
    }

    /// <summary>What is opened is read and checked; what is open is neither.</summary>
    [Fact]
    public void They_stay_open_while_somebody_uses_them_and_are_closed_when_nobody_has()
    {
        Assert.NotNull(_engine.VectorOf("red"));
        var file = Path.Combine(_app.DataFolder, "models", ColourPack.Name, "text.onnx");
        File.WriteAllBytes(file, new byte[new FileInfo(file).Length]);
        for (var use = 0; use < 3; use++)
        {
            _clock.Advance(PackEngine.OpenFor - TimeSpan.FromSeconds(2));
            Assert.NotNull(_engine.VectorOf("red"));
        }

        _clock.Advance(PackEngine.OpenFor);

        Assert.Null(_engine.VectorOf("red"));
    }

    /// <summary>A clock that goes on by itself only as far as it is turned.</summary>
    private sealed class TurnedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
