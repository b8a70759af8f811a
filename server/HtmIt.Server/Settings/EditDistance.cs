namespace HtmIt.Server.Settings;

/// <summary>How far what was typed is from what there is.</summary>
internal static class EditDistance
{
    /// <summary>How many letters have to be added, taken away or changed, whatever their case.</summary>
    public static int Of(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var isSame = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                var change = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
