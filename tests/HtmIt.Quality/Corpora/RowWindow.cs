namespace HtmIt.Quality.Corpora;

/// <summary>A labelled stretch of rows, both ends inside.</summary>
internal readonly record struct RowWindow(int First, int Last)
{
    public int Length => Last - First + 1;

    public bool Contains(int row) => row >= First && row <= Last;
}
