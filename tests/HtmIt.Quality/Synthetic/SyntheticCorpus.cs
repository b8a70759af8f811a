using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Synthetic;

/// <summary>Series of our own making whose unusual stretches are known exactly: a second opinion beside published corpora.</summary>
internal static class SyntheticCorpus
{
    public static Corpus Create(int seed, int variants)
    {
        var series = new List<LabelledSeries>();
        for (var family = 0; family < Families.All.Count; family++)
        {
            var (name, draw) = Families.All[family];
            for (var variant = 0; variant < variants; variant++)
            {
                series.Add(draw((seed * 100 + family) * 100 + variant, variant).Finish($"{name}/{name}_{variant + 1}.csv"));
            }
        }

        return new Corpus("synthetic", series);
    }
}
