using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CollectedMetrics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "next_collect_time",
                table: "metric");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "collector_error_deadline",
                table: "metric",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_collect_time",
                table: "metric_head",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "autostack_id",
                table: "metric",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "collector_error_message",
                table: "metric",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "identity",
                table: "metric",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_metric_autostack_id",
                table: "metric",
                column: "autostack_id");

            migrationBuilder.CreateIndex(
                name: "ix_metric_identity",
                table: "metric",
                column: "identity",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_metric_autostack_id",
                table: "metric");

            migrationBuilder.DropIndex(
                name: "ix_metric_identity",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "next_collect_time",
                table: "metric_head");

            migrationBuilder.DropColumn(
                name: "autostack_id",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "collector_error_message",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "identity",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "collector_error_deadline",
                table: "metric");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_collect_time",
                table: "metric",
                type: "timestamp with time zone",
                nullable: true);
        }
    }
}
