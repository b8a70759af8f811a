using HtmIt.Engine.Layout;

namespace HtmIt.Engine.SequenceMemory;

/// <content>The beginning of a row: what had been foretold, and asking for the lines that the row will need.</content>
internal sealed unsafe partial class TemporalMemory
{
    /// <summary>Asks for what the next row needs whatever it brings.</summary>
    public void PrefetchState()
    {
        Prefetch.Lines<MatchingSegment>(_matching.AsSpan(0, _matchingCount));
        Prefetch.Lines<ActiveColumn>(_active);
        Prefetch.Lines<ushort>(_winners.AsSpan(0, _winnerCount));
    }

    /// <summary>Lays out what is known of the row before, and finds for each active column what had been foretold.</summary>
    public void Foresee(ReadOnlySpan<ushort> columns, int usedColumns)
    {
        _scratch = MemoryScratch.Mine;
        _scratch.EnsureSegments(_segments.MaxSegments);
        EnsureColumns(usedColumns);
        _row++;
        for (var i = 0; i < columns.Length; i++)
        {
            _scratch.Place[columns[i]] = (byte)(i + 1);
            _scratch.Outlooks[i] = ColumnOutlook.Empty;
            _index.PrefetchBlock(columns[i]);
        }

        LayOutPrevious();
        ReadMatching();
        _grows = false;
        for (var i = 0; i < columns.Length; i++)
        {
            ref readonly var outlook = ref _scratch.Outlooks[i];
            if (outlook.Learner == ColumnOutlook.None)
            {
                Prefetch.Line(_segmentsOnCell.At(columns[i] * CellsPerColumn));
                _grows = true;
                continue;
            }

            ref readonly var learner = ref _matching[outlook.Learner];
            _segments.PrefetchFirst(learner.Segment);
            _grows |= learner.Potential < _rules.NewSynapseCount;
        }

        if (_grows)
        {
            foreach (var cell in PreviousWinners)
            {
                _index.PrefetchBlock(cell / CellsPerColumn);
            }
        }

        for (var i = FirstPunished; i < _matchingCount; i += _rules.PunishmentStride)
        {
            _segments.PrefetchFirst(_matching[i].Segment);
        }
    }

    /// <summary>Asks for what could not be asked for before other lines had come.</summary>
    public void Approach(ReadOnlySpan<ushort> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            _index.PrefetchEnds(columns[i]);
            var learner = _scratch.Outlooks[i].Learner;
            if (learner != ColumnOutlook.None)
            {
                _segments.PrefetchFurther(_matching[learner].Segment);
            }
        }

        if (_grows)
        {
            foreach (var cell in PreviousWinners)
            {
                _index.PrefetchEnds(cell / CellsPerColumn);
            }
        }

        for (var i = FirstPunished; i < _matchingCount; i += _rules.PunishmentStride)
        {
            _segments.PrefetchFurther(_matching[i].Segment);
        }
    }

    private void LayOutPrevious()
    {
        _previousCount = _activeCount;
        for (var i = 0; i < _activeCount; i++)
        {
            ref readonly var active = ref _active[i];
            _scratch.PreviousColumns[i] = active.Column;
            _scratch.Previous[active.Column] = active.Cells;
        }

        foreach (var cell in PreviousWinners)
        {
            _scratch.WinnerBits[cell / CellsPerColumn] |= 1u << (cell % CellsPerColumn);
        }
    }

    private void ReadMatching()
    {
        var matching = _matching.AsSpan(0, _matchingCount);
        var counts = _scratch.Counts;
        for (var i = 0; i < matching.Length; i++)
        {
            counts[matching[i].Segment] = matching[i].Counts;
            int place = _scratch.Place[matching[i].Cell / CellsPerColumn];
            if (place > 0)
            {
                _scratch.Outlooks[place - 1].Add(matching, i, _rules.ActivationThreshold);
            }
        }
    }
}
