namespace Pixeli.Hosting.FanOut;

/// <summary>What a message concerns, and with that who listens.</summary>
public enum FanOutTopic
{
    /// <summary>Something waits to be done: workers listen.</summary>
    Work,

    /// <summary>Something is to be shown to who is connected: web processes listen.</summary>
    Live,
}

/// <summary>What happened with the messages of one subject that other processes told.</summary>
/// <param name="text">The message.</param>
/// <param name="times">How often the same was told at once.</param>
public delegate void FanOutHeard(string text, int times);

/// <summary>
/// Carries short messages between the processes of one site: ids, never data. A process hears what others tell, not what it tells
/// itself. A message may come twice and, at worst, not at all: whoever listens also knows what to do about missed ones.
/// </summary>
public interface IFanOut
{
    /// <summary>False where one process is the whole site.</summary>
    bool HasOthers { get; }

    /// <summary>Tells the other processes, soon. Never waits and never fails. Call once the transaction is committed.</summary>
    /// <param name="topic">Who is to hear it.</param>
    /// <param name="subject">One word: which listener.</param>
    /// <param name="text">The message, without line breaks.</param>
    void Tell(FanOutTopic topic, string subject, string text = "");

    /// <summary>Listens to a subject from now on.</summary>
    /// <param name="subject">Which.</param>
    /// <param name="heard">Takes a message. Called one after another: must not wait.</param>
    /// <param name="missed">Some that were told since the given instant may not have come.</param>
    void Listen(string subject, FanOutHeard heard, Action<DateTime> missed);
}

/// <summary>One process is the whole site: everybody is here.</summary>
internal sealed class NoFanOut : IFanOut
{
    public bool HasOthers => false;

    public void Tell(FanOutTopic topic, string subject, string text = "")
    {
        // nobody else is there
    }

    public void Listen(string subject, FanOutHeard heard, Action<DateTime> missed)
    {
        // nothing will be told
    }
}
