using Google.Protobuf.WellKnownTypes;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;

namespace HtmIt.Server.Tests.BadInput;

/// <summary>Bad specs and calls for ModelService.</summary>
internal static class ModelCases
{
    private const string Invalid = "INVALID_FIELD";
    private const string Complete = "spec.complete_model_params";

    private static readonly string Unknown = $"models/{new string('a', 32)}";

    public static IEnumerable<BadCase> All => [.. Specs(), .. Ranges(), .. CompleteParameters(), .. Calls()];

    private static IEnumerable<BadCase> Specs()
    {
        yield return Create("model: no spec", "spec", _ => null);
        yield return Create("model: empty spec", "spec", _ => new());
        yield return Create("model: no target", "spec.custom.target", _ => new() { Custom = new() });
        yield return Create(
            "model: name with a space",
            "spec.custom.target.key.metric_name",
            Custom(custom => custom.Target.Key.MetricName = "two words")
        );
        yield return Create(
            "model: name of 300 characters",
            "spec.custom.target.key.metric_name",
            Custom(custom => custom.Target.Key.MetricName = new('n', 300))
        );
        yield return Create(
            "model: malformed resource name",
            "spec.custom.target.metric",
            Custom(custom => custom.Target = new() { Metric = "metrics/x" })
        );
        yield return Create(
            "model: label with a malformed key",
            "spec.custom.target.key.labels",
            Custom(custom => custom.Target.Key.Labels.Add("1st", "a"))
        );
        yield return Create(
            "model: label with a line break",
            "spec.custom.target.key.labels['host']",
            Custom(custom => custom.Target.Key.Labels.Add("host", "a\nb"))
        );
        yield return new(
            "model: unknown metric",
            tests => tests.RefusedModelAsync(new() { Custom = new() { Target = new() { Metric = $"metrics/{new string('a', 32)}" } } }),
            new("NotFound", "METRIC_NOT_FOUND", "")
        );
        yield return Create("model: CloudWatch with no statistic", "spec.cloudwatch.statistic", Aws(aws => aws.Statistic = "Median"));
        yield return Create("model: CloudWatch beyond percentiles", "spec.cloudwatch.statistic", Aws(aws => aws.Statistic = "p100.1"));
        foreach (var seconds in new[] { 0, 5, 45, 420, 7_200 })
        {
            var period = new Google.Protobuf.WellKnownTypes.Duration { Seconds = seconds };
            yield return Create($"model: CloudWatch by {seconds} s", "spec.cloudwatch.period", Aws(aws => aws.Period = period));
        }
        yield return Create("model: CloudWatch in no unit", "spec.cloudwatch.aws_unit", Aws(aws => aws.AwsUnit = "Furlongs"));
        yield return Create(
            "model: CloudWatch with too many dimensions",
            "spec.cloudwatch.dimensions",
            Aws(aws => aws.Dimensions.Add(Enumerable.Range(0, 30).ToDictionary(i => $"d{i}", _ => "v")))
        );
        yield return Create(
            "model: CloudWatch with what is no way",
            "spec.cloudwatch.missing_data",
            Aws(aws => aws.MissingData = (MissingData)9)
        );
        yield return Create("model: CloudWatch without region", "spec.cloudwatch.region", Aws(aws => aws.Region = ""));
        yield return Create(
            "model: CloudWatch of an unknown region",
            "spec.cloudwatch.region",
            Aws(aws => aws.Region = "mars-1"),
            "REGION_UNKNOWN"
        );
        yield return Create("model: CloudWatch without namespace", "spec.cloudwatch.namespace", Aws(aws => aws.Namespace = ""));
        yield return Create("model: CloudWatch without metric", "spec.cloudwatch.metric_name", Aws(aws => aws.MetricName = ""));
        yield return Create(
            "model: CloudWatch dimension without value",
            "spec.cloudwatch.dimensions['InstanceId']",
            Aws(aws => aws.Dimensions["InstanceId"] = "")
        );
        yield return Create(
            "model: CloudWatch of an unknown account",
            "spec.cloudwatch.account",
            Aws(aws => aws.Account = "nobody"),
            "ACCOUNT_UNKNOWN"
        );
        yield return new(
            "model: autostack metric without a name",
            tests => tests.RefusedModelAsync(new() { Autostack = new() { Autostack = $"autostacks/{new string('a', 32)}" } }),
            new("InvalidArgument", Invalid, "spec.autostack.namespace")
        );
        yield return new(
            "model: autostack metric that is not supported",
            tests =>
                tests.RefusedModelAsync(
                    new()
                    {
                        Autostack = new()
                        {
                            Autostack = $"autostacks/{new string('a', 32)}",
                            Namespace = "AWS/EC2",
                            MetricName = "Temperature",
                        },
                    }
                ),
            new("InvalidArgument", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")
        );
        yield return new(
            "model: autostack metric without a namespace",
            tests => tests.RefusedModelAsync(new() { Autostack = new() { Autostack = $"autostacks/{new string('a', 32)}" } }),
            new("InvalidArgument", "INVALID_FIELD", "spec.autostack.namespace")
        );
        yield return new(
            "model: autostack that does not exist",
            tests =>
                tests.RefusedModelAsync(
                    new()
                    {
                        Autostack = new()
                        {
                            Autostack = $"autostacks/{new string('a', 32)}",
                            Namespace = "Autostacks",
                            MetricName = "InstanceCount",
                        },
                    }
                ),
            new("NotFound", "AUTOSTACK_NOT_FOUND", "")
        );
    }

    private static IEnumerable<BadCase> Ranges()
    {
        const string range = "spec.model_params";
        yield return Create("model: only min", $"{range}.min", Range(new() { Min = 1 }));
        yield return Create("model: only max", $"{range}.max", Range(new() { Max = 1 }));
        yield return Create("model: min above max", $"{range}.max", Range(new() { Min = 2, Max = 1 }));
        yield return Create("model: min NaN", $"{range}.min", Range(new() { Min = double.NaN, Max = 1 }));
        yield return Create("model: max infinite", $"{range}.max", Range(new() { Min = 0, Max = double.PositiveInfinity }));
        yield return Create("model: range overflows", $"{range}.max", Range(new() { Min = -double.MaxValue, Max = double.MaxValue }));
        foreach (var resolution in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            yield return Create($"model: resolution {resolution}", $"{range}.min_resolution", Range(new() { MinResolution = resolution }));
        }
    }

    private static IEnumerable<BadCase> CompleteParameters()
    {
        const string model = $"{Complete}.model_config.modelParams";
        yield return Create(
            "complete: empty",
            $"{Complete}.timestamp_field_name",
            _ => new() { Custom = Name(), CompleteModelParams = new() }
        );
        yield return Create("complete: predicted field a number", $"{Complete}.inference_args.predictedField", With("{}", "1"));
        yield return Create("complete: no encoder", $"{model}.sensorParams.encoders", With("""{"modelParams":{}}"""));
        yield return Create(
            "complete: parts of another kind",
            $"{model}.sensorParams.encoders",
            With("""{"modelParams":{"sensorParams":"x"}}""")
        );
        yield return Create("complete: parameters a list", $"{model}.sensorParams.encoders", With("""{"modelParams":[1]}"""));
        yield return Create("complete: resolution a text", $"{model}.sensorParams.encoders", With(Encoder("\"1\"")));
        yield return Create("complete: resolution negative", $"{model}.sensorParams.encoders", With(Encoder("-1")));
        yield return Create("complete: threshold a text", $"{model}.tpParams.minThreshold", With(Encoder("1", """{"minThreshold":"x"}""")));
        yield return Create("complete: threshold out of range", model, With(Encoder("1", """{"activationThreshold":-7}""")));
        yield return Create("complete: segments without end", model, With(Encoder("1", """{"maxSegmentsPerCell":1e300}""")));
    }

    private static IEnumerable<BadCase> Calls()
    {
        foreach (var name in new[] { "", "models/x", $"metrics/{new string('a', 32)}" })
        {
            yield return new(
                $"get model: '{name}'",
                async tests => Answer.Of(await Refusal.OfAsync(tests.ModelClient.GetModelAsync(new() { Name = name }))),
                new("InvalidArgument", Invalid, "name")
            );
        }
        yield return new(
            "get model: unknown",
            async tests => Answer.Of(await Refusal.OfAsync(tests.ModelClient.GetModelAsync(new() { Name = Unknown }))),
            new("NotFound", "MODEL_NOT_FOUND", "")
        );
        yield return new(
            "delete model: unknown",
            async tests => Answer.Of(await Refusal.OfAsync(tests.ModelClient.DeleteModelAsync(new() { Name = Unknown }))),
            new("NotFound", "MODEL_NOT_FOUND", "")
        );
        yield return new(
            "restart model: unknown",
            async tests => Answer.Of(await Refusal.OfAsync(tests.ModelClient.RestartModelAsync(new() { Name = Unknown }))),
            new("NotFound", "MODEL_NOT_FOUND", "")
        );
        yield return new(
            "restart model: not monitored",
            async tests => Answer.Of(await Refusal.OfAsync(tests.ModelClient.RestartModelAsync(new() { Name = tests.UnmonitoredModel }))),
            new("FailedPrecondition", "METRIC_NOT_MONITORED", "")
        );
    }

    private static BadCase Create(string name, string field, Func<BadInputTests, ModelSpec?> spec, string reason = Invalid) =>
        new(name, tests => tests.RefusedModelAsync(spec(tests)), new("InvalidArgument", reason, field));

    private static CustomMetricSpec Name() => new() { Target = new() { Key = new() { MetricName = "bad.never-made" } } };

    private static Func<BadInputTests, ModelSpec?> Custom(Action<CustomMetricSpec> spoil) =>
        _ =>
        {
            var custom = Name();
            spoil(custom);
            return new() { Custom = custom };
        };

    private static Func<BadInputTests, ModelSpec?> Aws(Action<CloudWatchMetricSpec> spoil) =>
        _ =>
        {
            var spec = new CloudWatchMetricSpec
            {
                Region = "us-east-1",
                Namespace = "AWS/EC2",
                MetricName = "CPUUtilization",
                Dimensions = { ["InstanceId"] = "i-1" },
            };
            spoil(spec);
            return new() { Cloudwatch = spec };
        };

    private static Func<BadInputTests, ModelSpec?> Range(ModelParams range) => _ => new() { Custom = Name(), ModelParams = range };

    private static string Encoder(string resolution, string temporal = "{}") =>
        """{"modelParams":{"tpParams":""" + temporal + ""","sensorParams":{"encoders":{"c1":{"resolution":""" + resolution + "}}}}}";

    private static Func<BadInputTests, ModelSpec?> With(string config, string predictedField = "\"v\"") =>
        _ =>
            new()
            {
                Custom = Name(),
                CompleteModelParams = new()
                {
                    ModelConfig = Google.Protobuf.JsonParser.Default.Parse<Struct>(config == "{}" ? Encoder("1") : config),
                    InferenceArgs = Google.Protobuf.JsonParser.Default.Parse<Struct>($$"""{"predictedField":{{predictedField}}}"""),
                    TimestampFieldName = "t",
                    ValueFieldName = "v",
                },
            };
}
