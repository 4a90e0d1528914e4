namespace Mainstay.Store.Audit;

/// <summary>Who changes something, from where and when. Every write of the store that a person or a program asks for takes one.</summary>
public sealed record Actor
{
    private Actor(ActorKind kind, string name, string? address, DateTimeOffset at)
    {
        (Kind, Name, Address, At) = (kind, name, address, at);
    }

    public ActorKind Kind { get; }

    /// <summary>A person's e-mail, the name of a key, or what else people know it by; also kept beside what was changed.</summary>
    public string Name { get; }

    /// <summary>The network address, or user and machine of a command line; null where neither is known.</summary>
    public string? Address { get; }

    public DateTimeOffset At { get; }

    public static Actor Person(string email, string? address, DateTimeOffset at) => new(ActorKind.Person, email, address, at);

    public static Actor Key(string name, string? address, DateTimeOffset at) => new(ActorKind.Key, name, address, at);

    /// <summary>Whoever sits at the machine.</summary>
    public static Actor CommandLine(DateTimeOffset at) =>
        new(ActorKind.CommandLine, "command line", $"{Environment.UserName}@{Environment.MachineName}", at);

    /// <summary>Mainstay itself, by its own plan.</summary>
    public static Actor Mainstay(DateTimeOffset at) => new(ActorKind.Mainstay, "Mainstay", null, at);
}

public enum ActorKind
{
    Person,
    Key,
    CommandLine,
    Mainstay,
}
