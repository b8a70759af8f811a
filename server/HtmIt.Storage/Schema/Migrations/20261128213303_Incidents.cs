using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Incidents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "incident",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    severity = table.Column<double>(type: "double precision", nullable: false),
                    began_row = table.Column<long>(type: "bigint", nullable: false),
                    began_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    began_value = table.Column<double>(type: "double precision", nullable: false),
                    began_surprise = table.Column<double>(type: "double precision", nullable: false),
                    onset_row = table.Column<long>(type: "bigint", nullable: false),
                    onset_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    onset_value = table.Column<double>(type: "double precision", nullable: false),
                    onset_surprise = table.Column<double>(type: "double precision", nullable: false),
                    peak_row = table.Column<long>(type: "bigint", nullable: false),
                    peak_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    peak_value = table.Column<double>(type: "double precision", nullable: false),
                    peak_surprise = table.Column<double>(type: "double precision", nullable: false),
                    last_row = table.Column<long>(type: "bigint", nullable: false),
                    last_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_value = table.Column<double>(type: "double precision", nullable: false),
                    last_surprise = table.Column<double>(type: "double precision", nullable: false),
                    end_row = table.Column<long>(type: "bigint", nullable: true),
                    end_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_value = table.Column<double>(type: "double precision", nullable: true),
                    end_surprise = table.Column<double>(type: "double precision", nullable: true),
                    telling_count = table.Column<int>(type: "integer", nullable: false),
                    reasons = table.Column<string>(type: "jsonb", nullable: false),
                    commit_position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident", x => x.number);
                    table.ForeignKey(
                        name: "fk_incident_metric_head_metric_number",
                        column: x => x.metric_number,
                        principalTable: "metric_head",
                        principalColumn: "metric_number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_incident_began_time_id",
                table: "incident",
                columns: new[] { "began_time", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_commit_position",
                table: "incident",
                column: "commit_position");

            migrationBuilder.CreateIndex(
                name: "ix_incident_id",
                table: "incident",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incident_metric_number",
                table: "incident",
                column: "metric_number");

            // Incidents are found with the rows that make them: the models take their rows once more.
            migrationBuilder.Sql("delete from model_checkpoint;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "incident");
        }
    }
}
