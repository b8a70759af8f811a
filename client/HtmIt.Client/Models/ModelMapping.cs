namespace HtmIt.Client;

/// <summary>Turns generated models into those of the typed client, and parameters back.</summary>
internal static class ModelMapping
{
    public static Model ToModel(V1.Model model) =>
        new(model.Name, MetricMapping.ToMetric(model.Metric))
        {
            Spec = model.Spec is { } spec ? ToSpec(spec) : null,
            EncoderResolution = model.HasEncoderResolution ? model.EncoderResolution : null,
            Generation = model.Generation,
            BacklogRowCount = model.BacklogRowCount,
            LearningRowCount = model.LearningRowCount,
            LearningRowsNeeded = model.LearningRowsNeeded,
            CreateTime = model.CreateTime?.ToDateTimeOffset(),
        };

    public static CreateModelResult ToResult(V1.CreateModelResponse response) => new(ToModel(response.Model), response.Created);

    /// <summary>None of them is no parameters at all.</summary>
    public static V1.ModelParams? ToParams(double? min, double? max, double? minResolution)
    {
        if (min is null && max is null && minResolution is null)
        {
            return null;
        }

        var modelParams = new V1.ModelParams();
        if (min is { } smallest)
        {
            modelParams.Min = smallest;
        }

        if (max is { } largest)
        {
            modelParams.Max = largest;
        }

        if (minResolution is { } resolution)
        {
            modelParams.MinResolution = resolution;
        }

        return modelParams;
    }

    /// <summary>Null for a metric that is not monitored, and for a kind of spec that this version does not know.</summary>
    private static ModelSpec? ToSpec(V1.ModelSpec spec)
    {
        ModelSpec? known = spec.MetricSpecCase switch
        {
            V1.ModelSpec.MetricSpecOneofCase.Custom => ToSpec(spec.Custom),
            V1.ModelSpec.MetricSpecOneofCase.Cloudwatch => new CloudWatchModelSpec(CloudWatchMapping.ToMetric(spec.Cloudwatch)),
            V1.ModelSpec.MetricSpecOneofCase.Autostack => new AutostackModelSpec(ToAutostack(spec.Autostack)),
            _ => null,
        };
        return known is null
            ? null
            : known with
            {
                Min = spec.ModelParams is { HasMin: true } ? spec.ModelParams.Min : null,
                Max = spec.ModelParams is { HasMax: true } ? spec.ModelParams.Max : null,
                MinResolution = spec.ModelParams is { HasMinResolution: true } ? spec.ModelParams.MinResolution : null,
            };
    }

    private static CustomModelSpec ToSpec(V1.CustomMetricSpec custom) =>
        new(MetricTarget.Of(custom.Target))
        {
            Unit = custom.Unit,
            Resource = custom.Resource,
            UserInfo = JsonMapping.ToJson(custom.UserInfo),
        };

    private static AutostackMetricSpec ToAutostack(V1.AutostackMetricSpec spec) => new(spec.Autostack, spec.Namespace, spec.MetricName);
}
