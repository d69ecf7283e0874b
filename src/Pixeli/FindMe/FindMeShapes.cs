using Pixeli.Photos;

namespace Pixeli.FindMe;

/// <summary>A photo that the caller may be in.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="EventId">Its event.</param>
/// <param name="Likeness">How much the face in it is like the selfie, up to 1.</param>
/// <param name="IsStrong">Most likely them.</param>
/// <param name="Face">Where the face is.</param>
public sealed record FaceMatch(PhotoItem Photo, Guid EventId, double Likeness, bool IsStrong, FaceBox Face);

/// <summary>Where a face is, as shares of the picture's width and height.</summary>
public sealed record FaceBox(double Left, double Top, double Width, double Height);

/// <summary>What the caller asked for, and whether it can be done.</summary>
/// <param name="IsAvailable">A pack that tells faces apart is installed.</param>
/// <param name="IsOn">The caller gave a selfie.</param>
/// <param name="Since">When they did.</param>
/// <param name="NeedsNewSelfie">The selfie was taken with another pack than there is now: nothing is found until a new one is given.</param>
public sealed record FindMeState(bool IsAvailable, bool IsOn, DateTime? Since, bool NeedsNewSelfie);

/// <summary>A person who asked to be found and may be in a photo.</summary>
/// <param name="Person">Them.</param>
/// <param name="Likeness">How much the face is like their selfie.</param>
/// <param name="IsStrong">Most likely them.</param>
/// <param name="Face">Where the face is.</param>
public sealed record PersonSuggestion(Accounts.MiniUser Person, double Likeness, bool IsStrong, FaceBox Face);

/// <summary>What the machine made of a photo so far.</summary>
/// <param name="Id">The photo.</param>
/// <param name="IsSeen">False while it waits to be looked at.</param>
/// <param name="AutoTags">Its automatic tags, the best first.</param>
/// <param name="Suggestions">People who asked to be found and may be in it, the most alike first, for who may edit it.</param>
public sealed record Sighting(Guid Id, bool IsSeen, IReadOnlyList<string> AutoTags, IReadOnlyList<Accounts.MiniUser> Suggestions);
