namespace HtmIt.Core.Watch;

/// <summary>A set of metric numbers, a bit for each: they are given out one after the other.</summary>
internal sealed class NumberSet
{
    private const int Bits = 64;

    private ulong[] _words = [];

    public bool Contains(int number)
    {
        var word = number / Bits;
        return word < _words.Length && (_words[word] & Bit(number)) != 0;
    }

    public void Add(int number)
    {
        var word = number / Bits;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }
        _words[word] |= Bit(number);
    }

    public void Remove(int number)
    {
        if (Contains(number))
        {
            _words[number / Bits] &= ~Bit(number);
        }
    }

    private static ulong Bit(int number) => 1UL << (number % Bits);
}
