using System.Globalization;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;

namespace HtmIt.Quality.Nab;

/// <summary>Writes per-row results in NAB's layout: <c>category/file.csv</c> with <c>timestamp,value,anomaly_score,raw_score,surprise,label</c>.</summary>
internal static class ResultWriter
{
    public static void Write(string folder, Corpus corpus, DetectorRun run)
    {
        for (var index = 0; index < corpus.Series.Count; index++)
        {
            var path = Path.Combine(folder, corpus.Series[index].Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, Lines(corpus.Series[index], run.Rows[index]));
        }
    }

    private static IEnumerable<string> Lines(LabelledSeries series, DetectorRow[] rows)
    {
        yield return "timestamp,value,anomaly_score,raw_score,surprise,label";
        for (var row = 0; row < rows.Length; row++)
        {
            var value = double.IsNaN(series.Values[row]) ? "" : series.Values[row].ToString("R", CultureInfo.InvariantCulture);
            var score = DetectorRun.ToUnit(rows[row].Told);
            var label = series.IsLabelled(row) ? 1 : 0;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{series.Timestamps[row]},{value},{score:R},{rows[row].RawAnomalyScore:R},{rows[row].Surprise:R},{label}"
            );
        }
    }
}
