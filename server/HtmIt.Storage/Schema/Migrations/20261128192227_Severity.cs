using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Severity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "surprise_threshold",
                table: "notification_device",
                newName: "severity_threshold");

            migrationBuilder.RenameColumn(
                name: "notify_surprise",
                table: "commit_head",
                newName: "notify_severity");

            migrationBuilder.AddColumn<double>(
                name: "severity",
                table: "notification_candidate",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "severity",
                table: "notification",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            // The table is partitioned and no entity. Most rows tell nothing and have none.
            migrationBuilder.Sql("alter table metric_data add column severity double precision;");

            // The models are others than before: they learn anew from their rows. Scores that were given stay.
            migrationBuilder.Sql("delete from model_checkpoint;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("alter table metric_data drop column severity;");

            migrationBuilder.DropColumn(
                name: "severity",
                table: "notification_candidate");

            migrationBuilder.DropColumn(
                name: "severity",
                table: "notification");

            migrationBuilder.RenameColumn(
                name: "severity_threshold",
                table: "notification_device",
                newName: "surprise_threshold");

            migrationBuilder.RenameColumn(
                name: "notify_severity",
                table: "commit_head",
                newName: "notify_surprise");
        }
    }
}
