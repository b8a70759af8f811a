using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class AnnotationIncident : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "incident_id",
                table: "annotation",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_annotation_incident_id",
                table: "annotation",
                column: "incident_id",
                filter: "incident_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_annotation_incident_id",
                table: "annotation");

            migrationBuilder.DropColumn(
                name: "incident_id",
                table: "annotation");
        }
    }
}
