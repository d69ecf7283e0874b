namespace Pixeli.Vision.Faces;

/// <summary>What a picture is called after the number of its faces.</summary>
public static class PeopleCount
{
    /// <summary>Null when there is nobody.</summary>
    public static string? Tag(int faces) => faces switch
    {
        <= 0 => null,
        1 => "single person",
        2 => "two people",
        < 10 => "group photo",
        _ => "crowd",
    };
}
