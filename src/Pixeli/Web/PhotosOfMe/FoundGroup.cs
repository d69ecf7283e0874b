using Pixeli.FindMe;

namespace Pixeli.Web.PhotosOfMe;

/// <summary>The photos of one event that somebody may be in, strongest first.</summary>
/// <param name="Event">The event.</param>
/// <param name="Title">Null for who may see the photos and not the event.</param>
/// <param name="Matches">Its photos.</param>
public sealed record FoundGroup(Guid Event, string? Title, IReadOnlyList<FaceMatch> Matches);
