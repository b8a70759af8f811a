namespace HtmIt.Core.Aws;

internal static class ReadOnlyListExtensions
{
    /// <summary>Place of an item; -1 when it is not there.</summary>
    public static int IndexOf<T>(this IReadOnlyList<T> list, T item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], item))
            {
                return i;
            }
        }
        return -1;
    }
}
