using HtmIt.Core.Specs;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Actors;

/// <summary>When a metric's model can start, and with what.</summary>
public sealed class DefineModel(IOptions<ModelOptions> options)
{
    /// <summary>Rows that make a day of 5-minute samples. A model of which nothing is given waits for so many, and then scores them all.</summary>
    public const int RowsBeforeStart = 288;

    /// <summary>The definition to start with, or null while more rows are needed. What the rows hold makes no difference.</summary>
    /// <param name="storedRows">How many rows the metric has.</param>
    public ModelDefinition? Of(ModelSpec spec, long storedRows = 0)
    {
        if (spec.CompleteParams is { } complete)
        {
            return Seeded(CompleteParamsReader.Read(complete));
        }
        if ((spec.Params?.Range ?? spec.Metric.DefaultRange) is { } range)
        {
            var given = new ModelDefinition
            {
                Min = range.Min,
                Max = range.Max,
                Resolution = range.Resolution(spec.Params?.MinResolution),
                MinResolution = spec.Params?.MinResolution,
            };
            return Seeded(given);
        }
        return storedRows >= RowsBeforeStart ? Seeded(new() { MinResolution = spec.Params?.MinResolution }) : null;
    }

    /// <summary>The seed is kept, so that another setting later does not touch the model.</summary>
    private ModelDefinition Seeded(ModelDefinition definition) => definition with { Seed = (ulong)options.Value.Seed };
}
