using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class RankingIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Rankings read all metrics over a period. Rows are stored roughly in order of time, so that a few kilobytes find them.
            migrationBuilder.Sql(
                "create index ix_metric_data_sample_time on metric_data using brin (sample_time) with (pages_per_range = 16, autosummarize = on)"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index ix_metric_data_sample_time");
        }
    }
}
