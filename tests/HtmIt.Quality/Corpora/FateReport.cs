namespace HtmIt.Quality.Corpora;

/// <summary>Says which rows of a corpus no model sees, because a server does not take them.</summary>
internal static class FateReport
{
    public static void Print(Corpus corpus, TextWriter output)
    {
        int Count(LabelledSeries series, RowFate fate) => series.Fates.Count(one => one == fate);
        int All(RowFate fate) => corpus.Series.Sum(series => Count(series, fate));
        output.WriteLine(
            $"{corpus.Name}: of {corpus.RowCount} rows {All(RowFate.Scored)} are scored, {All(RowFate.Refused)} refused (not after the row before, or no value), "
                + $"{All(RowFate.StoredAlready)} sent twice, {All(RowFate.Waiting)} in series too short for a model"
        );
        foreach (var series in corpus.Series.Where(series => series.Fates.Any(fate => fate != RowFate.Scored)))
        {
            output.WriteLine(
                $"  {series.Name}: {Count(series, RowFate.Refused)} refused, {Count(series, RowFate.StoredAlready)} sent twice, {Count(series, RowFate.Waiting)} waiting"
            );
        }
    }
}
