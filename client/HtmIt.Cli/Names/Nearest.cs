namespace HtmIt.Cli.Names;

/// <summary>Finds what somebody meant who typed something else.</summary>
internal static class Nearest
{
    /// <summary>The word that differs least, by letters left out, added, changed or swapped; null when none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> words)
    {
        var limit = Math.Max(1, typed.TrimStart('-').Length / 3);
        return words
            .Select(word => (Word: word, Distance: IsBeginning(typed, word) ? 1 : DistanceOf(typed, word)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    private static bool IsBeginning(string typed, string word) =>
        typed.TrimStart('-').Length > 2 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    private static int DistanceOf(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Step(one, other, i, j, distances);
            }
        }

        return distances[one.Length, other.Length];
    }

    private static int Step(string one, string other, int i, int j, int[,] distances)
    {
        var changed = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1;
        var least = Math.Min(Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1, distances[i - 1, j - 1] + changed);
        var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwapped ? Math.Min(least, distances[i - 2, j - 2] + 1) : least;
    }
}
