namespace HtmIt.Engine.Reference;

/// <summary>
/// The spatial pooler with global inhibition and without boosting (Cui, Ahmad and Hawkins, "The HTM Spatial Pooler", 2017): each column sees a
/// random part of the input, the columns that overlap it best win, and winners move towards what they saw.
/// </summary>
internal sealed class ReferenceSpatialPooler
{
    /// <summary>The permanence of an input outside of a column's potential pool.</summary>
    public const int NoSynapse = -1;

    /// <summary>What the reference takes for rounding when it compares permanences.</summary>
    private const float Epsilon = 1e-6f;

    private readonly ReferenceSpatialPoolerParameters _parameters;

    /// <summary>By column and input.</summary>
    private readonly float[][] _permanences;

    /// <summary>By input and column: 1 where the permanence is at or above the connected one.</summary>
    private readonly int[][] _connected;

    private readonly float[] _overlapDuty;
    private float _minimumDuty;
    private int _row;

    public ReferenceSpatialPooler(ReferenceSpatialPoolerParameters parameters)
    {
        _parameters = parameters;
        _permanences = InitialPermanences.Draw(parameters);
        _connected = [.. Enumerable.Range(0, parameters.Inputs).Select(_ => new int[parameters.Columns])];
        _overlapDuty = new float[parameters.Columns];
        for (var column = 0; column < parameters.Columns; column++)
        {
            for (var input = 0; input < parameters.Inputs; input++)
            {
                NoteConnection(column, input);
            }
        }
    }

    /// <summary>The permanences of a column over all inputs.</summary>
    public ReadOnlySpan<float> PermanencesOf(int column) => _permanences[column];

    /// <summary>Takes the next input, learns, and returns the winning columns in ascending order.</summary>
    public int[] Step(ReadOnlySpan<bool> input)
    {
        _row++;
        var overlaps = Overlaps(input);
        var winners = Winners(overlaps);
        foreach (var winner in winners)
        {
            Learn(winner, input);
        }

        UpdateDuty(overlaps);
        RescueWeakColumns();
        if (_row % _parameters.DutyCycleRefresh == 0)
        {
            _minimumDuty = _overlapDuty.Max() * _parameters.MinimumDutyCycleShare;
        }

        return winners;
    }

    private int[] Overlaps(ReadOnlySpan<bool> input)
    {
        var overlaps = new int[_parameters.Columns];
        for (var i = 0; i < input.Length; i++)
        {
            if (!input[i])
            {
                continue;
            }

            var connected = _connected[i];
            for (var column = 0; column < overlaps.Length; column++)
            {
                overlaps[column] += connected[column];
            }
        }

        return overlaps;
    }

    /// <summary>The columns with the largest overlaps; among equal ones the higher column wins.</summary>
    private int[] Winners(int[] overlaps)
    {
        var ranks = new int[overlaps.Length];
        for (var column = 0; column < overlaps.Length; column++)
        {
            ranks[column] = (overlaps[column] * overlaps.Length) + column;
        }

        Array.Sort(ranks);
        return [.. ranks.TakeLast(_parameters.ActiveColumns).Select(rank => rank % overlaps.Length).Order()];
    }

    private void Learn(int column, ReadOnlySpan<bool> input)
    {
        for (var i = 0; i < input.Length; i++)
        {
            Move(column, i, input[i] ? _parameters.ActiveIncrement : -_parameters.InactiveDecrement);
        }
    }

    private void Move(int column, int input, float step)
    {
        var permanence = _permanences[column][input];
        if (permanence == NoSynapse)
        {
            return;
        }

        var moved = Math.Min(permanence + step, _parameters.MaximumPermanence);
        _permanences[column][input] = moved < _parameters.TrimThreshold ? 0 : moved;
        if (IsConnected(moved) != IsConnected(permanence))
        {
            NoteConnection(column, input);
        }
    }

    private void NoteConnection(int column, int input) => _connected[input][column] = IsConnected(_permanences[column][input]) ? 1 : 0;

    private bool IsConnected(float permanence) => permanence >= _parameters.ConnectedPermanence - Epsilon;

    private void UpdateDuty(int[] overlaps)
    {
        var period = Math.Min(_row, _parameters.DutyCyclePeriod);
        for (var column = 0; column < overlaps.Length; column++)
        {
            var overlapped = overlaps[column] > 0 ? 1f : 0f;
            _overlapDuty[column] = ((_overlapDuty[column] * (period - 1)) + overlapped) / period;
        }
    }

    private void RescueWeakColumns()
    {
        for (var column = 0; column < _overlapDuty.Length; column++)
        {
            if (_overlapDuty[column] >= _minimumDuty)
            {
                continue;
            }

            for (var input = 0; input < _parameters.Inputs; input++)
            {
                Move(column, input, _parameters.RescueIncrement);
            }
        }
    }
}
