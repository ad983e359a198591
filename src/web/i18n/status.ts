import { dictionary } from "./dictionary.ts";

/** The state of the service: the parts by the names that `/health` gives them. */
export const status = dictionary(
  {
    title: "État du service",
    healthy: "Tout fonctionne.",
    degraded: "Le service répond, mais une de ses parties ne fonctionne pas.",
    unhealthy:
      "Le service ne peut rien lire ni écrire pour le moment. Ce qui a été enregistré est conservé ; réessayez dans un instant.",
    looked: (moment: string) => `Regardé le ${moment}`,
    again: "Regarder de nouveau",
    partsTitle: "Partie par partie",
    well: "Fonctionne",
    ill: "Ne fonctionne pas",
    parts: {
      database: ["Missions, offres et comptes", "Sans elle, rien ne peut être lu ni enregistré."],
      jobs: [
        "Échéances",
        "Sans elles, une enchère terminée tarde à être close ; aucune offre n’est prise après l’heure.",
      ],
      disk: ["Place sur le disque", "Quand elle manque, rien de nouveau ne peut être enregistré."],
      backups: ["Sauvegardes", "Une copie chiffrée de toute la base, faite chaque nuit."],
      archiving: [
        "Journal de la base",
        "Ce qui permet de revenir à la minute près, conservé à côté des sauvegardes.",
      ],
      redis: ["Compteurs partagés", "Sans eux, chaque serveur compte les demandes pour lui seul."],
    } as Readonly<Record<string, readonly [name: string, meaning: string]>>,
    forPrograms: "Pour un programme de surveillance :",
  },
  {
    title: "Service status",
    healthy: "Everything works.",
    degraded: "The service answers, but one of its parts does not work.",
    unhealthy:
      "The service can neither read nor write for the moment. What was saved is kept; try again in a moment.",
    looked: (moment: string) => `Looked at on ${moment}`,
    again: "Look again",
    partsTitle: "Part by part",
    well: "Works",
    ill: "Does not work",
    parts: {
      database: ["Projects, offers and accounts", "Without it nothing can be read or saved."],
      jobs: [
        "Deadlines",
        "Without them an auction that is over is closed late; no offer is taken after its time.",
      ],
      disk: ["Room on the disk", "When there is none, nothing new can be saved."],
      backups: ["Backups", "An encrypted copy of the whole database, made every night."],
      archiving: ["Log of the database", "What lets us go back to any minute, kept beside the backups."],
      redis: ["Shared counters", "Without them each server counts requests for itself alone."],
    } as Readonly<Record<string, readonly [name: string, meaning: string]>>,
    forPrograms: "For a monitoring program:",
  },
);
