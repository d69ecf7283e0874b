using Pixeli.Imaging;

namespace Pixeli.Demo;

/// <summary>Somebody of the demonstration.</summary>
internal sealed record DemoPerson(string Username, string Name, string Make, string Model, string Lens);

/// <summary>An event of the demonstration, and the photos taken there over one day.</summary>
internal sealed record DemoEvent(
    string Title, string Description, string Location, string ReadPerm, string Coordinator, DateTime From, TimeSpan Lasting, int FirstSeed, int Photos, string[] Tags);

/// <summary>The people, events and photos of the demonstration: always the same, so that making it twice changes nothing.</summary>
internal static class DemoSite
{
    /// <summary>Demonstration photos have wall clocks two hours ahead of UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(2);

    public static readonly DemoPerson[] People =
    [
        new("mira", "Mira Lindqvist", "Canon", "EOS R6", "RF 24-70mm F2.8 L IS USM"),
        new("jonas", "Jonas Weber", "SONY", "ILCE-7M4", "FE 35mm F1.4 GM"),
        new("amara", "Amara Okafor", "FUJIFILM", "X-T5", "XF16-55mm F2.8 R LM WR"),
        new("luca", "Luca Moretti", "NIKON CORPORATION", "NIKON Z 6_2", "NIKKOR Z 50mm f/1.8 S"),
        new("noor", "Noor Rahman", "Apple", "iPhone 15 Pro", "iPhone 15 Pro back triple camera 6.765mm f/1.78"),
    ];

    public static readonly DemoEvent[] Events =
    [
        new(
            "Harbour Festival", "A day by the water: boats, balloons, music until late.", "Old harbour", "PUB", "mira",
            new DateTime(2026, 6, 20, 9, 12, 0), TimeSpan.FromHours(14), 100, 24, ["summer", "harbour"]),
        new(
            "Members' Autumn Tour", "Out at dawn, back by the fire. For members of the club.", "The hills", "IMG", "jonas",
            new DateTime(2026, 10, 10, 6, 40, 0), TimeSpan.FromHours(15), 240, 16, ["autumn", "tour"]),
    ];

    /// <summary>The photographer of an event's nth photo: everybody took some.</summary>
    public static DemoPerson PhotographerOf(DemoEvent item, int number) => People[(item.FirstSeed + (number * 3)) % People.Length];

    public static string FileNameOf(DemoEvent item, int number) => $"demo-{item.FirstSeed + number:0000}.jpg";

    public static SyntheticPhotoOptions PhotoOf(DemoEvent item, int number)
    {
        var isPortrait = number % 5 == 3;
        var person = PhotographerOf(item, number);
        return new(item.FirstSeed + number, isPortrait ? 1600 : 2400, isPortrait ? 2400 : 1600)
        {
            TakenAt = item.From + (item.Lasting * number / item.Photos) + TimeSpan.FromSeconds(number * 37 % 240),
            Offset = Offset,
            Make = person.Make,
            Model = person.Model,
            Lens = person.Lens,
            ExposureSeconds = 1.0 / (60 << (number % 5)),
            FNumber = 1.8 + (number % 7 * 0.9),
            Iso = 100 << (number % 6),
            FocalLength = 24 + (number * 11 % 61),
            Quality = 88,
        };
    }
}
