namespace HtmIt.Engine.Reference;

/// <summary>
/// Draws the synapses that a spatial pooler begins with. Order and number of the draws, and the 32-bit arithmetic between them, are part of the
/// published rows.
/// </summary>
internal static class InitialPermanences
{
    private const int Decimals = 100_000;

    /// <summary>Permanences by column and input.</summary>
    public static float[][] Draw(ReferenceSpatialPoolerParameters parameters)
    {
        var random = new LaggedGenerator(parameters.Seed);
        for (var column = 0; column < parameters.Columns; column++)
        {
            // Meant for breaking ties by chance, which never happens; but drawn.
            random.NextReal();
        }

        return [.. Enumerable.Range(0, parameters.Columns).Select(column => DrawColumn(column, parameters, random))];
    }

    private static float[] DrawColumn(int column, ReferenceSpatialPoolerParameters parameters, LaggedGenerator random)
    {
        var permanences = new float[parameters.Inputs];
        Array.Fill(permanences, ReferenceSpatialPooler.NoSynapse);
        foreach (var input in PotentialPool(column, parameters, random).Order())
        {
            var permanence = DrawPermanence(parameters, random);
            permanences[input] = permanence < parameters.TrimThreshold ? 0 : permanence;
        }

        return permanences;
    }

    /// <summary>A random part of all inputs, gone through from the one that lies over against the column.</summary>
    private static List<int> PotentialPool(int column, ReferenceSpatialPoolerParameters parameters, LaggedGenerator random)
    {
        var inputs = parameters.Inputs;
        var size = (int)Math.Round(parameters.PotentialShare * inputs);
        var centre = (int)((column + 0.5) * inputs / parameters.Columns);
        var pool = new List<int>(size);
        for (var i = 0; i < inputs; i++)
        {
            if (pool.Count < size && random.Below(inputs - i) < size - pool.Count)
            {
                pool.Add((centre + i) % inputs);
            }
        }

        return pool;
    }

    /// <summary>Connected or not with equal chance, and then evenly between there and the end of the scale; cut to five decimals.</summary>
    private static float DrawPermanence(ReferenceSpatialPoolerParameters parameters, LaggedGenerator random)
    {
        var threshold = parameters.ConnectedPermanence;
        var maximum = parameters.MaximumPermanence;
        var permanence =
            random.NextReal() <= 0.5
                ? threshold + ((maximum - threshold) * (float)random.NextReal())
                : threshold * (float)random.NextReal();
        return (float)((int)(permanence * Decimals) / (double)Decimals);
    }
}
