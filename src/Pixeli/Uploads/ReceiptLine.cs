namespace Pixeli.Uploads;

/// <summary>What became of a file that a plain form or a share sheet sent.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="IsDuplicate">The event had the photo already.</param>
/// <param name="Error">Why it became no photo, in words for its owner.</param>
/// <param name="Photo">The photo it became, or was already.</param>
public sealed record ReceiptLine(string FileName, bool IsDuplicate, string? Error, Guid? Photo = null);
