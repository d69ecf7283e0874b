namespace Pixeli.Tagging.Labels;

/// <summary>What events are made of: the list that administrators begin with.</summary>
internal static class DefaultLabels
{
    public static readonly string[] All =
    [
        // people and composition
        "portrait", "selfie", "group photo", "crowd", "audience", "children", "couple", "close-up", "silhouette", "aerial view",
        // stage
        "concert", "band", "singer", "guitarist", "drummer", "dancer", "speaker on a stage", "panel discussion", "theatre", "award ceremony",
        // activities
        "dancing", "running", "football match", "basketball game", "cycling", "hiking", "swimming", "workshop", "eating together", "toast",
        // place
        "auditorium", "classroom", "conference hall", "campus", "church", "restaurant", "beach", "forest", "mountains", "city street", "park", "stadium",
        // light and mood
        "sunset", "night", "fireworks", "stage lights", "candlelight", "fog", "snow", "rain", "confetti", "balloons", "flowers",
        // occasion
        "wedding", "birthday party", "graduation", "festival", "exhibition", "parade", "dinner", "picnic", "hackathon",
    ];
}
