using FsCheck;
using FsCheck.Fluent;

namespace Mainstay.Core.Tests.Properties;

/// <summary>
/// Choices read from a tape of numbers. A shorter tape, or one with more zeros, gives a simpler case, so that shrinking
/// the tape shrinks whatever was made from it. Past the end every choice is the first one.
/// </summary>
internal sealed class Dice(int[] tape)
{
    private int _at;

    public int Below(int n) => _at < tape.Length ? tape[_at++] % n : 0;

    public bool Maybe(int percent) => Below(100) >= 100 - percent;

    public T Of<T>(params ReadOnlySpan<T> options) => options[Below(options.Length)];

    public T[] Some<T>(int atMost, Func<T> make)
    {
        var made = new T[Below(atMost + 1)];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = make();
        }

        return made;
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var order = items.ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>
    /// Runs a property on cases from a fixed seed: every run tries the same ones. A failure is shrunk and tells the case
    /// through the property's own message. <c>MAINSTAY_SOAK</c> multiplies the cases by ten.
    /// </summary>
    public static void Check(Action<Dice> property, int cases = 1000, int length = 900)
    {
        var soak = Environment.GetEnvironmentVariable("MAINSTAY_SOAK") is null ? 1 : 10;
        var tapes = Arb.From(Gen.ArrayOf(Gen.Choose(0, 1_000_000), length).Select(t => new Tape(t)), t => Shorter(t.Numbers).Select(s => new Tape(s)));
        Prop.ForAll(tapes, tape => property(new Dice(tape.Numbers)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases * soak).WithReplay(20260301UL, 1103515245UL));
    }

    private static IEnumerable<int[]> Shorter(int[] tape)
    {
        for (var keep = tape.Length / 2; keep > 0 && keep < tape.Length; keep += Math.Max(1, (tape.Length - keep) / 2))
        {
            yield return tape[..keep];
        }

        for (var block = Math.Max(1, tape.Length / 4); block >= 4; block /= 2)
        {
            for (var start = 0; start + block <= tape.Length; start += block)
            {
                if (tape.AsSpan(start, block).IndexOfAnyExcept(0) >= 0)
                {
                    var simpler = (int[])tape.Clone();
                    Array.Clear(simpler, start, block);
                    yield return simpler;
                }
            }
        }
    }

    // What fails is told by the property's message; the numbers would only bury it.
    private sealed record Tape(int[] Numbers)
    {
        public override string ToString() => $"{Numbers.Length} numbers";
    }
}
