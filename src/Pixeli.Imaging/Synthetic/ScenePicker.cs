using Pixeli.Imaging.Synthetic.Scenes;

namespace Pixeli.Imaging.Synthetic;

internal static class ScenePicker
{
    private static readonly Action<Canvas, Dice, Noise>[] Scenes =
    [
        MountainLake.Paint, Stage.Paint, Balloons.Paint, CityAtNight.Paint, Beach.Paint, Bokeh.Paint,
        Fields.Paint, Fireworks.Paint, Dunes.Paint, StarryCamp.Paint,
    ];

    /// <summary>Neighbouring seeds show neighbouring scenes, so that a gallery of a few photos already has all of them.</summary>
    public static void Paint(Canvas canvas, int seed)
    {
        var scene = (int)((uint)seed % Scenes.Length);
        Scenes[scene](canvas, new Dice(seed), new Noise(seed));
    }
}
