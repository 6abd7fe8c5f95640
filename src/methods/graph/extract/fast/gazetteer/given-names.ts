/** Given names of many languages, as a cue that a name of two or three words is a person's. Those that are as often words or places are left out. */
export const GIVEN_NAMES = new Set(
  `Aaron Abbas Abdul Abdullah Abel Abigail Abraham Ada Adam Adele Adolf Adolph Adolphe Adrian Adriana Adrien Agatha Agnes Ahmad Ahmed Aidan Aileen Akira Al Alain Alan Alana Albert
Alberto Alec Alejandro Aleksander Aleksandr Alessandro Alex Alexander Alexandra Alexandre Alexei Alexis Alfonso Alfred Alfredo Ali Alice Alicia Alison Allan Allen Allison Alma
Alois Alphonse Álvaro Alvin Amanda Amber Amelia Amir Amy Ana Anastasia Anatole Anatoly Anders Andre André Andrea Andreas Andrei Andrés Andrew Andrzej Andy Angela Angelo Angus
Anita Ann Anna Anne Annette Annie Anthony Antoine Anton Antonin Antonio António Antony Anwar April Archibald Ariana Ariel Arlene Armand Armando Arnold Arthur Arturo Arvid Ashley Astrid
Audrey August Auguste Augusto Aurelio Axel Ayesha Barack Barbara Barney Barry Bart Bartholomew Basil Beatrice Beatrix Béla Ben Benedict Benito Benjamin Benny Benoît Bernard Bernardo
Bernd Bernhard Bernie Bert Bertha Bertrand Beth Betty Beverly Bill Billy Björn Blake Bob Bobby Bonnie Boris Brad Bradley Brandon Brenda Brendan Brent Brett Brian Bridget Brigitte Britney
Bruce Bruno Bryan Caesar Calvin Cameron Camille Carl Carla Carlo Carlos Carmen Carol Carole Caroline Carolyn Carrie Casey Catherine Cathy Cecil Cecilia Céline César Charles Charlie Charlotte
Cheryl Chloe Chris Christian Christina Christine Christoph Christophe Christopher Christy Cindy Claire Clara Clarence Clark Claude Claudia Claudio Claus Clemens Clément Cliff Clifford
Clinton Clive Clyde Cody Colin Colleen Connie Connor Conrad Constance Constantin Corey Cornelia Cornelius Craig Cristian Cristina Curt Curtis Cynthia Cyril Cyrus Daisy Damian Damien Dan Dana
Daniel Daniela Danielle Danny Dante Darren Darryl Dave David Davide Dean Deborah Debbie Debra Deepak Denis Dennis Denise Denzel Derek Desmond Diana Diane Dick Diego Dieter Dietrich Dimitri
Dirk Dmitri Dmitry Dolly Dolores Dominic Dominique Don Donald Donna Doris Dorothy Doug Douglas Duane Duncan Dustin Dwight Dylan Earl Eberhard Ed Eddie Edgar Edith Edmond Edmund Edna Eduard
Eduardo Édouard Edward Edwin Egon Eileen Elaine Eleanor Elena Eli Elias Elijah Elisabeth Eliza Elizabeth Ella Ellen Elliot Elliott Ellis Elmer Elsa Elsie Elton Elvis Emanuel Emil
Emile Émile Emilia Emilio Emily Emma Emmanuel Emmett Enid Enoch Enrico Enrique Enzo Eric Erica Erich Erik Erika Erin Ernest Ernesto Ernst Erwin Esther Ethan Ethel Étienne Eugene Eugène Eugenio
Eva Evan Evelyn Ewan Ezra Fabian Fatima Federico Felicia Felix Ferdinand Fernando Fiona Flora Florian Floyd Frances Francesca Francesco Francis Francisco Franco François Françoise Frank
Frankie Franklin Franz Fred Freddie Freddy Frederic Frédéric Frederick Frederik Friedrich Fritz Fyodor Gabriel Gabriela Gabriella Gareth Gary Gaston Gavin Gene Geoffrey George Georges
Georgina Gerald Geraldine Gérard Gerard Gerardo Gerhard Gertrude Giacomo Gian Gianluca Gilbert Giles Gillian Gina Ginger Giorgio Giovanni Giulia Giulio Giuseppe Gladys Glen Glenn Gloria
Godfrey Gonzalo Gordon Grace Graeme Graham Greg Gregor Gregory Greta Grover Guido Guillaume Guillermo Günter Günther Gus Gustav Gustave Gustavo Guy Gwen Hal Hamid Hank Hannah Hans Harald
Harold Harriet Harrison Harry Harvey Hassan Hayao Hazel Heather Hector Heidi Heinrich Heinz Helen Helena Helga Helmut Henri Henrietta Henrik Henry Herbert Herman Hermann Hideo Hilary Hilda
Hiroshi Holly Homer Horace Horatio Howard Hubert Hugh Hugo Humphrey Hussein Ian Ibrahim Ida Ignacio Igor Ilya Imran Ingmar Ingrid Irene Iris Irma Irving Isaac Isabel Isabella Isaiah Isidore Ismail
Ivan Ivor Jack Jackie Jacob Jacqueline Jacques Jaime Jakob James Jamie Jan Jane Janet Janice Janis Jared Jasmine Jason Javier Jay Jayne Jean Jeanette Jeanne Jeff Jeffrey Jennifer Jenny
Jens Jeremiah Jeremy Jerome Jérôme Jerry Jesse Jessica Jessie Jesús Jill Jim Jimmy Joachim Joan Joanna Joanne Joaquín Jodie Joe Joel Johan Johann Johannes John Johnny Jon Jonas Jonathan
Jordi Jorge José Josef Joseph Josephine Josh Joshua Joyce Jozef Juan Juana Judith Judy Jules Julia Julian Juliana Julie Julien Juliet Julio Julius June Jürgen Justin Justine Kaori Karen Karin
Karl Karla Kate Katherine Kathleen Kathryn Kathy Katie Katrina Katy Kay Keith Kelly Ken Kenji Kenneth Kenny Kerry Kevin Khalid Kim Kimberly Kirk Klaus Kristen Kristin Kurt Kyle Lance Larry
László Laura Lauren Laurence Laurent Laurie Lawrence Lea Leah Lee Leigh Lena Len Lenny Leo Leon Leonard Leonardo Leonid Leopold Leroy Leslie Lester Lewis Liam Lillian Lily Linda Lindsay Linus Lionel
Lisa Liz Lloyd Lois Lola Lorenzo Loretta Lori Lorraine Lou Louis Louisa Louise Luc Luca Lucas Lucia Luciano Lucien Lucille Lucio Lucy Ludwig Luigi Luis Luisa Lukas Luke Luther Lydia Lyndon Lynn
Mabel Mack Madeleine Madeline Magnus Mahmoud Malcolm Manfred Manuel Marc Marcel Marcello Marcia Marco Marcos Marcus Margaret Margarita Margot Marguerite Maria María Marian Marianne Marie Marilyn
Mario Marion Marjorie Mark Marko Markus Marlene Marsha Martha Martin Martina Marvin Mary Masaki Mason Mathew Mathias Mathilde Matt Matteo Matthew Matthias Maud Maureen Maurice Mauricio Maurizio Max
Maxim Maxime Maximilian Maxine Maxwell May Megan Mehmet Mel Melanie Melinda Melissa Melvin Mercedes Meryl Mia Michael Michaela Michel Michele Michelle Mick Miguel Mikael Mike Mikhail Miklós Milan Mildred
Miles Milton Miranda Miriam Mitchell Mohammad Mohammed Mohamed Moira Molly Mona Monica Monique Morgan Morris Moses Muhammad Muriel Murray Mustafa Myra Myron Nadia Nancy Naomi Natalia Natalie Natasha Nathan
Nathaniel Neal Ned Neil Nell Nelson Nicholas Nick Nicola Nicolas Nicole Nicolò Nigel Nikita Nikola Nikolai Nikolaus Nina Noah Noel Nora Norma Norman Oleg Olga Oliver Olivia Olivier Omar Orlando Orson Oscar Oskar
Oswald Otto Owen Pablo Paddy Pamela Pascal Pat Patricia Patricio Patrick Patsy Paul Paula Paulo Pauline Pavel Pearl Pedro Peggy Penelope Penny Per Percy Perry Pete Peter Petr Petra Phil Philip Philippe Phillip
Phoebe Phyllis Pierre Piero Pietro Piotr Polly Priscilla Quentin Quincy Rachel Rafael Rahul Raj Ralph Ramón Ramon Randall Randolph Randy Raoul Raphael Raúl Ravi Ray Raymond Rebecca Regina Reginald Reinhard Remy
Renata Renate René Reuben Rex Ricardo Riccardo Richard Rick Ricky Rita Rob Robbie Robert Roberta Roberto Robin Rod Roderick Rodney Rodolfo Rodrigo Roger Roland Rolf Roman Romain Ron Ronald Ronnie Rory Rosa Rosalind
Rose Rosemary Ross Rowan Roxanne Roy Ruben Rudolf Rudolph Rudy Rufus Rupert Russell Ruth Ryan Sabrina Sadie Sally Salvador Salvatore Sam Samantha Samir Samuel Sandra Sandy Sanjay Santiago Sara Sarah Sasha Saul Scarlett
Scott Sean Seán Sebastian Sebastián Sébastien Sergei Sergey Sergio Seth Shane Shannon Sharon Shaun Sheila Shelley Sherman Shirley Sibyl Sidney Siegfried Sigmund Sigrid Silvia Silvio Simon Simone Sofia Solomon Sonia Sonya
Sophia Sophie Spencer Stacy Stan Stanisław Stanley Stefan Stefano Stella Stephan Stephanie Stéphane Stephen Steve Steven Stewart Stuart Sue Sunil Susan Susanna Suzanne Sven Svetlana Sybil Sydney Sylvester Sylvia Sylvie
Takashi Takeshi Tamara Tammy Tanya Tara Tatiana Ted Terence Teresa Terrence Terry Thaddeus Thelma Theo Theodor Theodore Theresa Thierry Thomas Tiffany Tim Timothy Tina Tito Titus Toby Todd Tom Tomás Tommaso Tommy Toni Tony
Toshiro Tracy Travis Trevor Troy Tyler Ulrich Ulysses Umberto Ursula Valentin Valentina Valerie Valéry Vanessa Vaughn Vera Vernon Veronica Vicente Vicki Victor Viktor Vikram Vince Vincent Vincenzo Viola Violet Virgil
Vito Vittorio Vivian Vivien Vladimir Wade Wallace Walter Walt Wanda Warren Wayne Wendell Wendy Werner Wilbur Wilfred Wilfried Wilhelm Will Willa Willem William Willie Willy Wilma Winifred Winston Wolfgang Woodrow Woody Xavier
Yasmin Yasuo Yitzhak Yoko Yolanda Yuri Yusuf Yves Yvette Yvonne Zachary Zoe Zoltán`.split(/\s+/),
);

/** Titles before a person's name. `true`: part of the name. */
export const TITLES = new Map<string, boolean>([
  ...'Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sir Dame Lord Lady Prof Prof. Professor President Senator Governor General Colonel Captain Major Lieutenant Sergeant Admiral Chancellor Congressman Congresswoman Representative Mayor Minister Justice Judge Reverend Rev. Bishop Archbishop Cardinal Father Brother Rabbi Sheikh Gen. Col. Capt. Lt. Sgt. Sen. Gov. Rep. Commander Marshal Brigadier Ambassador Secretary'
    .split(' ')
    .map((title): [string, boolean] => [title, false]),
  ...'King Queen Prince Princess Emperor Empress Tsar Pope Saint St. Sultan Caliph Duke Earl Count Countess Baron Duchess Marquess Viscount Shah Pharaoh'
    .split(' ')
    .map((title): [string, boolean] => [title, true]),
]);
